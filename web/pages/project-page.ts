// A project: ways to its parts, the other projects, and new ones.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { createProject, fetchProjects, type ProjectCard } from '../api/projects.ts'
import { fetchSession } from '../api/session.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import '../elements/empty.ts'
import { textField } from '../elements/field.ts'
import { icon, type IconName } from '../elements/icons.ts'
import { Load } from '../elements/load.ts'
import '../elements/page.ts'
import '../elements/problem.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import './check-settings.ts'
import './review-setting.ts'

const parts: readonly { name: 'articles' | 'glossary' | 'people'; icon: IconName }[] = [
  { name: 'articles', icon: 'document' },
  { name: 'glossary', icon: 'book' },
  { name: 'people', icon: 'people' },
]

@customElement('st-project-page')
export class ProjectPage extends LitElement {
  @property({ attribute: false }) projectId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell
  @state() private name = ''
  @state() private tried = false
  @state() private busy = false
  @state() private problem: unknown = null

  private readonly t = translate(this)
  private readonly projects = new Load(this, fetchProjects)

  override render() {
    const { value } = this.projects
    return value
      ? this.#page(value.items)
      : html`<st-page heading=${this.t('project.title')}>${this.projects.render(() => nothing)}</st-page>`
  }

  #page(projects: readonly ProjectCard[]) {
    const project = projects.find((one) => one.id === this.projectId)
    return html`<st-page heading=${project?.name ?? this.t('project.title')}>
      ${
        project
          ? html`<ul class="plain parts">
              ${parts.map(
                (part) =>
                  html`<li>
                    <a class="card" href="/projects/${project.id}/${part.name}">
                      <span class="mark">${icon(part.icon)}</span>
                      <h2>${this.t(`nav.${part.name}`)}</h2>
                      <p class="soft">${this.t(`project.${part.name}-text`)}</p>
                    </a>
                  </li>`,
              )}
              <li>
                <a class="card" href="/projects/${project.id}/memory">
                  <span class="mark">${icon('search')}</span>
                  <h2>${this.t('memory.title')}</h2>
                  <p class="soft">${this.t('memory.text')}</p>
                </a>
              </li>
            </ul>`
          : html`<st-empty
              icon="search"
              heading=${this.t('project.none')}
              text=${this.t('project.none-text')}
            ></st-empty>`
      }
      ${project ? html`<st-review-setting .project=${project}></st-review-setting>` : nothing}
      ${project ? html`<st-check-settings .projectId=${project.id}></st-check-settings>` : nothing}
      ${
        projects.length > 1
          ? html`<section class="stack" aria-labelledby="all">
              <h2 id="all">${this.t('project.all')}</h2>
              <ul class="plain all">
                ${projects.map(
                  (one) =>
                    html`<li>
                      <a
                        class="words"
                        href="/projects/${one.id}"
                        aria-current=${one === project ? 'page' : nothing}
                        >${one.name}</a
                      >
                    </li>`,
                )}
              </ul>
            </section>`
          : nothing
      }
      ${this.services.session.person?.administrator ? this.#create() : nothing}
    </st-page>`
  }

  #create() {
    return html`<section class="card stack new" aria-labelledby="new">
      <h2 id="new">${this.t('project.new')}</h2>
      ${this.problem ? html`<st-problem .problem=${this.problem}></st-problem>` : nothing}
      <form class="stack" novalidate @submit=${this.#submit}>
        ${textField({
          name: 'name',
          label: this.t('project.new-name'),
          value: this.name,
          required: true,
          ...(this.tried && !this.name.trim() ? { mistake: this.t('field.required') } : {}),
          input: (value) => (this.name = value),
        })}
        <div>
          <button class="button" type="submit" aria-disabled=${this.busy}>${this.t('project.create')}</button>
        </div>
      </form>
    </section>`
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    this.tried = true
    if (this.busy || !this.name.trim()) return
    this.busy = true
    this.problem = null
    try {
      const project = await createProject(this.name.trim())
      // The header shows the projects of the session.
      const { person } = await fetchSession()
      if (person) this.services.session.accept(person)
      this.services.notices.show(this.t('project.created', { name: project.name }))
      this.name = ''
      this.tried = false
      await this.projects.reload()
      await this.services.navigation.go(`/projects/${project.id}`)
    } catch (error) {
      this.problem = error
    } finally {
      this.busy = false
    }
  }

  static override styles = [
    base,
    css`
      .parts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
        gap: var(--space-4);
      }

      .parts a {
        display: grid;
        gap: var(--space-2);
        height: 100%;
        align-content: start;
        color: var(--ink);
        text-decoration: none;
      }

      .parts a:hover {
        border-color: var(--accent);
      }

      .mark {
        display: grid;
        place-items: center;
        width: 2.5rem;
        height: 2.5rem;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent);
      }

      .all li {
        padding-block: var(--space-2);
        border-block-end: 1px solid var(--line);
      }

      .new {
        max-width: 30rem;
      }
    `,
  ]
}
