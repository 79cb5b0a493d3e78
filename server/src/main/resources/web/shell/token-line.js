import { html } from 'lit';
import { api } from '../api/client.js';
import { Element } from '../core/element.js';
import { session } from '../core/session.js';
import { t } from '../i18n/i18n.js';
import { failureText } from '../parts/blank.js';
import { confirm } from '../parts/confirm.js';
import { copy } from '../parts/copy.js';
import { icon } from '../parts/icons.js';
import { toasts } from '../parts/toasts.js';

/** One's own API token in a project: masked until asked, to copy, to change for another. */
class TokenLine extends Element {
  static properties = { project: { attribute: false }, shown: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {import('../core/session.js').Project | null} */
    this.project = null;
    this.shown = false;
    this.busy = false;
  }

  willUpdate(changed) {
    if (changed.has('project') && changed.get('project')?.id !== this.project?.id) {
      this.shown = false;
    }
  }

  render() {
    if (!this.project) {
      return '';
    }
    const token = this.project.token;
    if (!token) {
      return html`<span class="token-line">${t('token.none')} ${this.#maker()}</span>`;
    }
    const text = this.shown ? token.token : '****' + token.token.slice(-4);
    return html`<span class="token-line">
      <span>${t('token.yours')} <code class="token">${text}</code></span>
      ${this.#button(this.shown ? 'hide' : 'eye', this.shown ? t('token.hide') : t('token.show'), () => (this.shown = !this.shown))}
      ${this.#button('copy', t('token.copy'), () => copy(token.token))}
      ${this.project.role === 'viewer' ? '' : this.#button('rotate', t('token.rotate'), () => this.#rotate(token))}
    </span>`;
  }

  #button(sign, label, act) {
    return html`<button class="button quiet icon" aria-label=${label} title=${label} ?disabled=${this.busy} @click=${act}>${icon(sign, 15)}</button>`;
  }

  #maker() {
    return this.project.role === 'viewer' ? '' : html`<button class="button link" ?disabled=${this.busy} @click=${() => this.#make()}>${t('token.make')}</button>`;
  }

  async #make() {
    await this.#do(async () => {
      await api.call('createApiToken', { path: { project: this.project.id }, body: { name: session.name.slice(0, 100) } });
      toasts.say(t('token.made'));
    });
  }

  /** Another one takes its name and place; the one that was works no more. */
  async #rotate(old) {
    const project = this.project.id;
    const sure = await confirm({ title: t('token.rotate.title'), text: t('token.rotate.text', { name: old.name }), label: t('token.rotate'), danger: true });
    if (!sure) {
      return;
    }
    await this.#do(async () => {
      await api.call('rotateApiToken', { path: { project, token: old.id } });
      toasts.say(t('token.rotated'));
    });
  }

  async #do(work) {
    this.busy = true;
    try {
      await work();
      await session.reload();
    } catch (failure) {
      toasts.say(failureText(failure));
    }
    this.busy = false;
  }
}

customElements.define('tombo-token-line', TokenLine);
