import { html } from 'lit';
import { api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { router } from '../../core/router.js';
import { session } from '../../core/session.js';
import { t } from '../../i18n/i18n.js';
import { Panel } from '../panel.js';

/** Makes a project, whose owner is whoever makes it. */
class NewProject extends Panel {
  static properties = { ...Panel.properties, params: { attribute: false } };

  render() {
    document.title = t('project.new') + ' · Tombo';
    return html`<div class="settings">
      <div class="settings-head"><h1>${t('project.new')}</h1></div>
      <section class="panel">
        <p class="muted">${t('project.new.text')}</p>
        ${this.said()}
        <form class="inline-form" @submit=${(event) => this.#make(event)}>
          <input class="input" name="name" required autofocus maxlength="200" placeholder=${t('project.name')} aria-label=${t('project.name')} />
          <button class="button primary" ?disabled=${this.busy}>${t('project.make')}</button>
        </form>
      </section>
    </div>`;
  }

  textOf(failure) {
    return failure instanceof Problem && failure.status === 409 ? t('project.taken') : super.textOf(failure);
  }

  async #make(event) {
    event.preventDefault();
    const body = { name: new FormData(event.target).get('name') };
    await this.do(async () => {
      const made = await api.call('createProject', { body });
      await session.reload();
      router.go('/projects/' + made.id, {}, { replace: true });
    });
  }
}

customElements.define('tombo-new-project', NewProject);
