// The checks over HTTP: whole editions, sources with their questions, and how strict a project is.

import { Hono } from 'hono'
import { z } from 'zod'

import { settableChecks, strictnesses } from '#domain/checks/settings.ts'
import { questionKinds, questionOutcomes } from '#domain/questions.ts'
import { targetLocales } from '#locales/locale.ts'

import { answerQuestion } from '../actions/answer-question.ts'
import { askQuestion } from '../actions/ask-question.ts'
import { changeCheckSetting, readCheckSettings } from '../actions/check-settings.ts'
import { dismissDocumentFinding } from '../actions/dismiss-document-finding.ts'
import { readEditionFindings } from '../actions/edition-findings.ts'
import { readQuestions, readSourceFindings } from '../actions/source-questions.ts'
import { contextOf, type Environment } from './environment.ts'
import { body, line } from './validate.ts'

const DismissBody = z.object({
  message: z.string().max(100),
  fingerprint: z.string().max(64),
  reason: line(2000),
})

const AskBody = z.object({
  segmentId: z.string().max(100).nullable().default(null),
  kind: z.enum(questionKinds),
  text: line(2000),
  proposal: line(20_000).nullable().default(null),
  locale: z.enum(targetLocales).nullable().default(null),
})

const AnswerBody = z.object({ outcome: z.enum(questionOutcomes), answer: line(2000) })

const SettingBody = z.object({
  check: z.enum(settableChecks),
  locale: z.enum([...targetLocales, '*']),
  strictness: z.enum(strictnesses).nullable(),
})

export const checks = new Hono<Environment>()
  .get('/editions/:edition/findings', async (c) =>
    c.json(await readEditionFindings(contextOf(c), c.req.param('edition'))),
  )
  .post('/editions/:edition/dismissals', body(DismissBody), async (c) =>
    c.json(
      await dismissDocumentFinding(contextOf(c), {
        editionId: c.req.param('edition'),
        ...c.req.valid('json'),
      }),
    ),
  )
  .get('/articles/:article/findings', async (c) =>
    c.json(await readSourceFindings(contextOf(c), c.req.param('article'))),
  )
  .get('/articles/:article/questions', async (c) =>
    c.json(await readQuestions(contextOf(c), c.req.param('article'))),
  )
  .post('/articles/:article/questions', body(AskBody), async (c) => {
    const articleId = c.req.param('article')
    const asked = await askQuestion(contextOf(c), { articleId, ...c.req.valid('json') })
    return c.json(asked, asked.outcome === 'asked' ? 201 : 200)
  })
  .post('/questions/:question/answer', body(AnswerBody), async (c) =>
    c.json(
      await answerQuestion(contextOf(c), { questionId: c.req.param('question'), ...c.req.valid('json') }),
    ),
  )
  .get('/projects/:project/checks', async (c) =>
    c.json(await readCheckSettings(contextOf(c), c.req.param('project'))),
  )
  .put('/projects/:project/checks', body(SettingBody), async (c) =>
    c.json(
      await changeCheckSetting(contextOf(c), { projectId: c.req.param('project'), ...c.req.valid('json') }),
    ),
  )
