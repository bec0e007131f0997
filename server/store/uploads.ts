// Large files on their way in: packed, in pieces, so that no process ever holds one whole.

import { promisify } from 'node:util'
import { constants, gunzip, gzip } from 'node:zlib'

import { sql, type Kysely } from 'kysely'

import { WorkError } from '#domain/errors.ts'

import { newId } from './ids.ts'
import type { Database } from './schema.ts'

/** Most bytes of one file. */
export const largestUpload = 256 * 1024 * 1024
/** Bytes of a piece before it is packed. */
const pieceBytes = 1024 * 1024
/** What was begun and not asked for again after so long is swept away. */
const kept = '1 day'

/** A file that has arrived whole. */
export interface Upload {
  readonly id: string
  readonly bytes: number
}

const packed = promisify(gzip)
/** Unpacks a piece. */
export const unpacked: (piece: Uint8Array) => Promise<Uint8Array> = promisify(gunzip)

/**
 * Stores a file as it arrives; nothing of it stays when it breaks off or is too large.
 * @throws WorkError `too-large`
 */
export async function storeUpload(
  db: Kysely<Database>,
  file: { readonly projectId: string; readonly name: string },
  content: AsyncIterable<Uint8Array>,
): Promise<Upload> {
  await sweepUploads(db)
  const id = newId()
  await db.insertInto('upload').values({ id, project_id: file.projectId, name: file.name }).execute()
  try {
    let ordinal = 0
    let bytes = 0
    for await (const piece of inPieces(content)) {
      bytes += piece.length
      const small = await packed(piece, { level: constants.Z_BEST_SPEED })
      // Nobody waits for the disk with each piece: whoever uses the file writes that down, and waits for all of it.
      await sql`with quick as (select set_config('synchronous_commit', 'off', true))
        insert into upload_piece (upload_id, ordinal, content)
        select ${id}, ${ordinal}::integer, ${small}::bytea from quick`.execute(db)
      ordinal += 1
    }
    await db.updateTable('upload').set({ bytes }).where('id', '=', id).execute()
    return { id, bytes }
  } catch (error) {
    await deleteUpload(db, id)
    throw error
  }
}

async function* inPieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = []
  let length = 0
  let whole = 0
  for await (const part of content) {
    whole += part.length
    if (whole > largestUpload) {
      throw new WorkError('too-large', `A file has at most ${largestUpload} bytes`, { limit: largestUpload })
    }
    parts.push(part)
    length += part.length
    if (length < pieceBytes) continue
    yield Buffer.concat(parts)
    parts = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(parts)
}

/** Whether a file is still kept. */
export async function hasUpload(db: Kysely<Database>, id: string): Promise<boolean> {
  return (await db.selectFrom('upload').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

/** Reads a file piece by piece, from its beginning. */
export async function* uploadedPieces(db: Kysely<Database>, id: string): AsyncGenerator<Uint8Array> {
  for (let ordinal = 0; ; ordinal += 1) {
    const row = await db
      .selectFrom('upload_piece')
      .select('content')
      .where('upload_id', '=', id)
      .where('ordinal', '=', ordinal)
      .executeTakeFirst()
    if (!row) return
    yield await unpacked(row.content)
  }
}

/** Lets go of a file. */
export async function deleteUpload(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('upload').where('id', '=', id).execute()
}

/** Lets go of what broke off when a process was killed. */
export async function sweepUploads(db: Kysely<Database>): Promise<void> {
  await sql`delete from upload where created_at < now() - ${kept}::interval`.execute(db)
  // The embedded database cleans up nothing by itself, and what is left of large files is worth it.
  await sql`vacuum upload_piece`.execute(db)
}
