import { html, nothing } from 'lit';
import { api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { t } from '../../i18n/i18n.js';
import { failureText } from '../../parts/blank.js';
import { shownOnce } from '../../parts/shown-once.js';
import { toasts } from '../../parts/toasts.js';
import { Panel } from '../panel.js';

/** What one is asked for beside the password: begun, confirmed, renewed and ended here. */
class SecondFactor extends Panel {
  static properties = { ...Panel.properties, state: { state: true }, started: { state: true }, codes: { state: true } };

  constructor() {
    super();
    /** @type {{enabled: boolean, recoveryCodes: number} | null} */
    this.state = null;
    /** @type {{secret: string, uri: string, qr: {size: number, path: string}} | null} */
    this.started = null;
    /** @type {string[]} */
    this.codes = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    return html`<section class="panel" id="second-factor">
      <h2>${t('factor')}</h2>
      <p class="muted">${this.state?.enabled ? t('factor.on', { n: this.state.recoveryCodes }) : t('factor.text')}</p>
      ${this.said()} ${this.codes.length ? shownOnce(t('factor.codes'), this.codes.join('\n')) : nothing}
      ${this.started ? this.#confirming() : this.state ? this.#asking() : nothing}
    </section>`;
  }

  #asking() {
    const { enabled } = this.state;
    return html`<form class="fields" @submit=${(event) => this.submit(event, (form) => this.#act(event.submitter?.value, form.get('password')))}>
      <div class="field">
        <label for="factor-password">${t('password.old')}</label>
        <input class="input" id="factor-password" name="password" type="password" required autocomplete="current-password" />
      </div>
      <div class="inline-form">
        ${enabled
          ? html`<button class="button" value="renew" ?disabled=${this.busy}>${t('factor.renew')}</button>
              <button class="button danger" value="disable" ?disabled=${this.busy}>${t('factor.disable')}</button>`
          : html`<button class="button" value="start" ?disabled=${this.busy}>${t('factor.start')}</button>`}
      </div>
    </form>`;
  }

  #confirming() {
    const { secret, uri, qr } = this.started;
    return html`<div class="factor">
      <svg class="qr" role="img" aria-label=${t('factor.qr')} viewBox="0 0 ${qr.size} ${qr.size}" shape-rendering="crispEdges"><path d=${qr.path} /></svg>
      <div class="factor-text">
        <p>${t('factor.scan')}</p>
        <p><a href=${uri}>${t('factor.open')}</a> ${t('factor.type')}</p>
        <code tabindex="0">${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        <form class="inline-form" @submit=${(event) => this.submit(event, (form) => this.#confirm(form.get('code')))}>
          <input class="input" name="code" required inputmode="numeric" autocomplete="one-time-code" maxlength="10" placeholder=${t('factor.code')} aria-label=${t('factor.code')} />
          <button class="button primary" ?disabled=${this.busy}>${t('factor.confirm')}</button>
        </form>
      </div>
    </div>`;
  }

  textOf(failure) {
    if (failure instanceof Problem && failure.status === 403) {
      return failure.detail.startsWith('code:') ? t('secondStep.wrong') : t('password.wrong');
    }
    return super.textOf(failure);
  }

  async #load() {
    try {
      this.state = await api.call('showSecondFactor');
    } catch (failure) {
      this.wrong = failureText(failure);
    }
  }

  async #act(what, password) {
    this.codes = [];
    const body = { password };
    if (what === 'renew') {
      this.codes = (await api.call('createRecoveryCodes', { body })).recoveryCodes;
    } else if (what === 'disable') {
      await api.call('disableSecondFactor', { body });
      toasts.say(t('factor.disabled'));
    } else {
      this.started = await api.call('startSecondFactor', { body });
    }
    await this.#load();
  }

  async #confirm(code) {
    this.codes = (await api.call('confirmSecondFactor', { body: { code } })).recoveryCodes;
    this.started = null;
    await this.#load();
  }
}

customElements.define('tombo-second-factor', SecondFactor);
