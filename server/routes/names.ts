// The names of an article over HTTP, and the questions about them.

import { Hono } from 'hono'
import { z } from 'zod'

import { givenKinds } from '#domain/names/kinds.ts'
import { confidences } from '#glossary/term.ts'
import { targetLocales } from '#locales/locale.ts'

import {
  answerNameQuestion,
  askAboutName,
  findNamesAgain,
  namesOfArticle,
  proposeForm,
  readNameQuestions,
} from '../actions/article-names.ts'
import { contextOf, type Environment } from './environment.ts'
import { body, line } from './validate.ts'

const words = {
  text: line(500),
  confidence: z.enum(confidences).nullable().default(null),
  evidence: z.string().trim().max(2000).nullable().default(null),
}

const ProposalBody = z.object({
  name: line(500),
  locale: z.enum(targetLocales),
  ...words,
  status: z.enum(['proposed', 'approved', 'locked']).default('proposed'),
  kind: z.enum(givenKinds).optional(),
})

const QuestionBody = z.object({
  name: line(500),
  locales: z.array(z.enum(targetLocales)).min(1).max(targetLocales.length),
  note: z.string().trim().max(2000).default(''),
  kind: z.enum(givenKinds).optional(),
})

const AnswerBody = z.object({ ...words, status: z.enum(['approved', 'locked']).default('approved') })

export const names = new Hono<Environment>()
  .get('/articles/:article/names', async (c) =>
    c.json(await namesOfArticle(contextOf(c), c.req.param('article'))),
  )
  .post('/articles/:article/names', async (c) =>
    c.json(await findNamesAgain(contextOf(c), c.req.param('article'))),
  )
  .post('/articles/:article/names/questions', body(QuestionBody), async (c) =>
    c.json(
      await askAboutName(contextOf(c), { articleId: c.req.param('article'), ...c.req.valid('json') }),
      201,
    ),
  )
  .post('/articles/:article/names/forms', body(ProposalBody), async (c) => {
    const { name, locale, kind, ...form } = c.req.valid('json')
    return c.json(
      await proposeForm(contextOf(c), {
        articleId: c.req.param('article'),
        name,
        locale,
        form,
        ...(kind ? { kind } : {}),
      }),
      201,
    )
  })
  .get('/projects/:project/name-questions', async (c) =>
    c.json(await readNameQuestions(contextOf(c), c.req.param('project'))),
  )
  .post('/name-questions/:question/answer', body(AnswerBody), async (c) =>
    c.json(
      await answerNameQuestion(contextOf(c), {
        questionId: c.req.param('question'),
        form: c.req.valid('json'),
      }),
    ),
  )
