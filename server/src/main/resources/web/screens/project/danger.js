import { html } from 'lit';
import { api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { remember } from '../../core/memory.js';
import { router } from '../../core/router.js';
import { session } from '../../core/session.js';
import { t } from '../../i18n/i18n.js';
import { toasts } from '../../parts/toasts.js';
import { Panel } from '../panel.js';

/** Another name for a project, and its end. */
class Danger extends Panel {
  static properties = { ...Panel.properties, project: { attribute: false }, typed: { state: true } };

  constructor() {
    super();
    this.project = null;
    this.typed = '';
  }

  render() {
    const { name } = this.project;
    return html`<section class="panel" id="danger">
      <h2>${t('project.name')}</h2>
      ${this.said()}
      <form class="inline-form" @submit=${(event) => this.#rename(event)}>
        <input class="input" name="name" required maxlength="200" .value=${name} aria-label=${t('project.name')} />
        <button class="button" ?disabled=${this.busy}>${t('project.rename')}</button>
      </form>
      <h2 class="danger-title">${t('project.delete')}</h2>
      <p class="muted">${t('project.delete.text')}</p>
      <form class="inline-form" @submit=${(event) => this.#delete(event)}>
        <input
          class="input"
          name="typed"
          autocomplete="off"
          .value=${this.typed}
          @input=${(event) => (this.typed = event.target.value)}
          placeholder=${name}
          aria-label=${t('project.delete.type', { name })}
        />
        <button class="button danger" ?disabled=${this.busy || this.typed.trim() !== name}>${t('project.delete')}</button>
      </form>
    </section>`;
  }

  textOf(failure) {
    return failure instanceof Problem && failure.status === 409 ? t('project.taken') : super.textOf(failure);
  }

  async #rename(event) {
    event.preventDefault();
    const body = { name: new FormData(event.target).get('name') };
    if (await this.do(() => api.call('changeProject', { path: { project: this.project.id }, body }))) {
      toasts.say(t('saved'));
    }
  }

  async #delete(event) {
    event.preventDefault();
    const { id, name } = this.project;
    this.busy = true;
    this.wrong = '';
    try {
      await api.call('deleteProject', { path: { project: id } });
      remember('project', null);
      await session.reload();
      toasts.say(t('project.deleted', { name }));
      router.go('/issues', {}, { replace: true });
    } catch (failure) {
      this.wrong = this.textOf(failure);
    }
    this.busy = false;
  }
}

customElements.define('tombo-danger', Danger);
