// What is done with foreign files in a thread of its own: the tasks, as plain functions of plain data.

import { readDocument } from '../formats.ts'
import { writeOriginal } from '../original.ts'
import { readTermFile, writeTermFile } from '../term-file.ts'
import { readHomecoming } from '../xliff/returned-reader.ts'

/** The tasks by their name; what goes in and comes out can be copied between threads. */
export const tasks = { readDocument, writeOriginal, readHomecoming, readTermFile, writeTermFile } as const

export type Tasks = typeof tasks
export type TaskName = keyof Tasks
