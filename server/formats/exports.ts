// The formats that a release can be taken home in.

import { writeHtmlPage } from './html-page.ts'
import { writeI18nextJson } from './i18next-json.ts'
import { writeMarkdown } from './markdown.ts'
import { writePlainText } from './plain-text.ts'
import type { Publication } from './publication.ts'
import { writeReviewDocx } from './review-docx.ts'
import { writeReviewHtml } from './review-html.ts'
import type { XliffVersion } from './xliff/create-units.ts'
import { writeXliff } from './xliff/create.ts'

/** Names of the export formats, as the API and the command line have them. */
export type ExportFormat =
  'html' | 'md' | 'txt' | 'json' | `xliff-${XliffVersion}` | 'review-html' | 'review-docx'

/** How a publication becomes a file. */
export interface Export {
  /** Extension of the file, without the dot. */
  readonly extension: string
  readonly contentType: string
  readonly write: (publication: Publication) => string | Uint8Array<ArrayBuffer>
}

/** Every export by its format. */
export const exportFormats: Readonly<Record<ExportFormat, Export>> = {
  html: { extension: 'html', contentType: 'text/html; charset=utf-8', write: writeHtmlPage },
  md: { extension: 'md', contentType: 'text/markdown; charset=utf-8', write: writeMarkdown },
  txt: { extension: 'txt', contentType: 'text/plain; charset=utf-8', write: writePlainText },
  json: { extension: 'json', contentType: 'application/json; charset=utf-8', write: writeI18nextJson },
  'xliff-1.2': xliff('1.2'),
  'xliff-2.0': xliff('2.0'),
  'xliff-2.1': xliff('2.1'),
  'xliff-2.2': xliff('2.2'),
  'review-html': {
    extension: 'review.html',
    contentType: 'text/html; charset=utf-8',
    write: writeReviewHtml,
  },
  'review-docx': {
    extension: 'review.docx',
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    write: writeReviewDocx,
  },
}

function xliff(version: XliffVersion): Export {
  const type = version === '1.2' ? 'application/x-xliff+xml' : 'application/xliff+xml'
  return {
    extension: 'xlf',
    contentType: `${type}; charset=utf-8`,
    write: (publication) => writeXliff(publication, version),
  }
}
