// How many people have to approve the texts of a project.

import { consume } from '@lit/context'
import { html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { changeProject, type ProjectCard } from '../api/projects.ts'
import { base } from '../elements/base.ts'
import { problemText } from '../elements/problem.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'

@customElement('st-review-setting')
export class ReviewSetting extends LitElement {
  @property({ attribute: false }) project: ProjectCard | null = null
  @consume({ context: servicesContext }) services!: Services // provided by the shell
  /** What was set here since the project was read. */
  @state() private set: boolean | null = null
  @state() private busy = false

  private readonly t = translate(this)

  override render() {
    const { project } = this
    const can = project?.can.rename ?? 'reason.role-needed'
    return html`<section class="card stack" aria-labelledby="review">
      <h2 id="review">${this.t('editing.review.title')}</h2>
      <label class="choice">
        <input
          type="checkbox"
          aria-describedby="about"
          .checked=${this.#second}
          ?disabled=${can !== true || this.busy}
          @change=${this.#turn}
        />
        ${this.t('editing.review.second')}
      </label>
      <p id="about" class="soft">
        ${this.t('editing.review.second-text')} ${can === true ? '' : this.t(can)}
      </p>
    </section>`
  }

  get #second(): boolean {
    return this.set ?? this.project?.secondReview ?? false
  }

  #turn = async (): Promise<void> => {
    if (!this.project || this.busy) return
    const before = this.#second
    this.set = !before
    this.busy = true
    try {
      await changeProject(this.project.id, { secondReview: !before })
      this.services.notices.show(this.t('editing.review.saved'))
    } catch (error) {
      this.set = before
      this.services.notices.show(problemText(error), 'danger')
    } finally {
      this.busy = false
    }
  }

  static override styles = [base]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-review-setting': ReviewSetting
  }
}
