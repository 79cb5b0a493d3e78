import { html, nothing } from 'lit';
import { api } from '../../api/client.js';
import { session } from '../../core/session.js';
import { ago, dateTime } from '../../i18n/format.js';
import { t } from '../../i18n/i18n.js';
import { confirm } from '../../parts/confirm.js';
import { copy } from '../../parts/copy.js';
import { icon } from '../../parts/icons.js';
import { toasts } from '../../parts/toasts.js';
import { Panel } from '../panel.js';

/** The API tokens of a project: to see, copy, make, change for others and revoke. */
class Tokens extends Panel {
  static properties = { ...Panel.properties, project: { attribute: false }, tokens: { attribute: false }, shown: { state: true } };

  constructor() {
    super();
    this.project = null;
    /** @type {import('../../core/session.js').ApiToken[]} */
    this.tokens = [];
    /** The numbers of those whose values are to be seen. @type {Set<string>} */
    this.shown = new Set();
  }

  render() {
    const mayMake = this.project.role !== 'viewer';
    return html`<section class="panel" id="tokens">
      <h2>${t('tokens')}</h2>
      <p class="muted">${t('tokens.text')}</p>
      ${this.said()} ${this.tokens.length ? html`<ul class="rows">${this.tokens.map((token) => this.#row(token))}</ul>` : html`<p class="muted">${t('tokens.none')}</p>`}
      ${mayMake
        ? html`<form class="inline-form" @submit=${(event) => this.submit(event, (form) => this.#make(form))}>
            <input class="input" name="name" required maxlength="200" placeholder=${t('tokens.name')} aria-label=${t('tokens.name')} />
            <button class="button" ?disabled=${this.busy}>${t('token.make')}</button>
          </form>`
        : nothing}
    </section>`;
  }

  #row(token) {
    const open = token.dsn !== null;
    const shown = open && this.shown.has(token.id);
    const own = open && [session.account?.name, session.account?.email].includes(token.createdBy);
    const button = (sign, label, act) => html`<button class="button quiet icon" aria-label=${label + ': ' + token.name} title=${label} ?disabled=${this.busy} @click=${act}>${icon(sign)}</button>`;
    return html`<li class="row-item">
      <div class="row-what">
        <strong class="truncate" dir="auto">${token.name}</strong>
        <code class="token-value">${shown ? token.token : '****' + token.token.slice(-4)}</code>
        <span class="muted row-note" dir="auto">${token.createdBy} · ${token.lastUsedAt ? html`${t('tokens.used')} <time datetime=${token.lastUsedAt} title=${dateTime(token.lastUsedAt)}>${ago(token.lastUsedAt)}</time>` : t('tokens.unused')}</span>
      </div>
      <div class="row-acts">
        ${open ? html`${button(shown ? 'hide' : 'eye', shown ? t('token.hide') : t('token.show'), () => this.#toggle(token.id))} ${button('copy', t('token.copy'), () => copy(token.token))}` : nothing}
        ${own && this.project.role !== 'viewer' ? button('rotate', t('token.rotate'), () => this.#rotate(token)) : nothing}
        ${this.project.role === 'owner' || (own && this.project.role !== 'viewer') ? button('trash', t('tokens.revoke'), () => this.#revoke(token)) : nothing}
      </div>
    </li>`;
  }

  #toggle(id) {
    const next = new Set(this.shown);
    if (!next.delete(id)) {
      next.add(id);
    }
    this.shown = next;
  }

  async #make(form) {
    const made = await api.call('createApiToken', { path: { project: this.project.id }, body: { name: form.get('name') } });
    this.shown = new Set([...this.shown, made.id]);
    toasts.say(t('token.made'));
  }

  async #rotate(token) {
    const sure = await confirm({ title: t('token.rotate.title'), text: t('token.rotate.text', { name: token.name }), label: t('token.rotate'), danger: true });
    if (sure && (await this.do(() => api.call('rotateApiToken', { path: { project: this.project.id, token: token.id } })))) {
      toasts.say(t('token.rotated'));
    }
  }

  async #revoke(token) {
    if (await confirm({ title: t('tokens.revoke.title'), text: t('tokens.revoke.text', { name: token.name }), label: t('tokens.revoke'), danger: true })) {
      await this.do(() => api.call('revokeApiToken', { path: { project: this.project.id, token: token.id } }));
    }
  }
}

customElements.define('tombo-tokens', Tokens);
