import { html, nothing } from 'lit';
import { api } from '../../api/client.js';
import { Element } from '../../core/element.js';
import { session } from '../../core/session.js';
import { t } from '../../i18n/i18n.js';
import { failed } from '../../parts/blank.js';
import './danger.js';
import './first-event.js';
import './ledger.js';
import './limits.js';
import './members.js';
import './set-up.js';
import './tokens.js';

/** A project: how to send into it, its tokens, what came, its people and its limits. */
class ProjectPage extends Element {
  static properties = { params: { attribute: false }, project: { state: true }, tokens: { state: true }, failure: { state: true } };

  #id = '';

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.project = null;
    /** @type {import('../../core/session.js').ApiToken[]} */
    this.tokens = [];
    this.failure = null;
  }

  follows() {
    return [session];
  }

  willUpdate() {
    if (this.params && this.params.project !== this.#id) {
      this.#id = this.params.project;
      this.#forget();
      this.#load();
    }
  }

  render() {
    if (this.failure) {
      return failed(this.failure, () => this.#load());
    }
    const { project } = this;
    if (!project) {
      return html`<div class="settings" aria-busy="true"><div class="skeleton tall"></div><div class="skeleton"></div><div class="skeleton"></div><span class="visually-hidden">${t('loading')}</span></div>`;
    }
    document.title = project.name + ' · Tombo';
    const reload = () => this.#load();
    const owner = project.role === 'owner';
    return html`<div class="settings">
      <div class="settings-head">
        <h1 dir="auto">${project.name}</h1>
        <span class="chip">${t('role.' + project.role)}</span>
      </div>
      <tombo-first-event .project=${project.id}></tombo-first-event>
      <tombo-set-up .token=${this.#own()}></tombo-set-up>
      <tombo-tokens .project=${project} .tokens=${this.tokens} @changed=${reload}></tombo-tokens>
      <tombo-ledger .project=${project.id}></tombo-ledger>
      <tombo-members .project=${project}></tombo-members>
      ${owner ? html`<tombo-limits .project=${project} @changed=${reload}></tombo-limits><tombo-danger .project=${project} @changed=${reload}></tombo-danger>` : nothing}
    </div>`;
  }

  /** The token that the examples have: one's own newest, else any whose value one sees. */
  #own() {
    return session.project(this.#id)?.token ?? this.tokens.findLast((token) => token.dsn !== null) ?? null;
  }

  async #load() {
    const id = this.#id;
    this.failure = null;
    try {
      const [project, tokens] = await Promise.all([api.call('showProject', { path: { project: id } }), api.call('listApiTokens', { path: { project: id } }), session.reload()]);
      if (id === this.#id) {
        this.project = project;
        this.tokens = tokens.items;
      }
    } catch (failure) {
      if (id === this.#id) {
        this.failure = failure;
      }
    }
  }
}

customElements.define('tombo-project', ProjectPage);
