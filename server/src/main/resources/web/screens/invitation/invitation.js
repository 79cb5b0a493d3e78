import { html } from 'lit';
import { api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { Element } from '../../core/element.js';
import { router } from '../../core/router.js';
import { session } from '../../core/session.js';
import { t } from '../../i18n/i18n.js';
import { failureText } from '../../parts/blank.js';
import { entry, entryFailed, entryWaiting, toLogIn } from '../entry.js';
import { emailField, fieldText, named, nameField, newPasswordField } from '../people.js';

/** Accepts an invitation, which its link carries after the hash: with a new account or with one's own. */
class Invitation extends Element {
  static properties = {
    offer: { state: true },
    failure: { state: true },
    busy: { state: true },
    wrong: { state: true },
    known: { state: true },
  };

  #token = location.hash.slice(1);

  constructor() {
    super();
    /** @type {{project: string, role: string, email: string | null, invitedBy: string, expiresAt: string} | null} */
    this.offer = null;
    this.failure = null;
    this.busy = false;
    this.wrong = '';
    /** Whether they say that they have an account. */
    this.known = false;
  }

  follows() {
    return [session];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    document.title = t('invited') + ' · Tombo';
    if (this.failure) {
      return this.failure instanceof Problem && this.failure.status === 404
        ? entry({ title: t('invited.gone'), text: html`<p class="entry-text">${t('invited.gone.text')}</p>`, fields: '', links: toLogIn() })
        : entryFailed(this.failure, () => this.#load());
    }
    if (!this.offer || session.state === 'unknown') {
      return entryWaiting();
    }
    const { project, role, invitedBy } = this.offer;
    const text = html`<p class="entry-text" dir="auto">${t('invited.text', { by: invitedBy, project, role: t('role.' + role) })}</p>`;
    return session.state === 'in' ? this.#asMyself(text) : this.known ? this.#byLogIn(text) : this.#bySignUp(text);
  }

  #asMyself(text) {
    return entry({
      title: t('invited'),
      text,
      wrong: this.wrong,
      submit: () => this.#do(() => this.#accept()),
      fields: html`<button class="button primary" ?disabled=${this.busy}>${t('invited.accept', { name: session.name })}</button>`,
      links: this.#switch(t('invited.other'), () => session.logOut()),
    });
  }

  #byLogIn(text) {
    return entry({
      title: t('invited'),
      text,
      wrong: this.wrong,
      submit: (form) =>
        this.#do(async () => {
          await this.#logIn(form, t('logIn.wrong'));
          await this.#accept();
        }),
      fields: html`${emailField(this.offer.email ?? '')}
        <input class="input" type="password" name="password" required autocomplete="current-password" placeholder=${t('password')} aria-label=${t('password')} />
        <button class="button primary" ?disabled=${this.busy}>${t('logIn')}</button>`,
      links: this.#switch(t('invited.new'), () => (this.known = false)),
    });
  }

  #bySignUp(text) {
    return entry({
      title: t('invited'),
      text,
      wrong: this.wrong,
      submit: (form) => this.#do(() => this.#signUp(form)),
      fields: html`${emailField(this.offer.email ?? '')} ${newPasswordField()} ${nameField()}
        <button class="button primary" ?disabled=${this.busy}>${t('signUp.do')}</button>`,
      links: this.#switch(t('invited.known'), () => (this.known = true)),
    });
  }

  #switch(text, act) {
    return html`<button
      type="button"
      class="button link"
      @click=${() => {
        this.wrong = '';
        act();
      }}
    >
      ${text}
    </button>`;
  }

  async #load() {
    this.failure = null;
    try {
      this.offer = await api.callOpen('findInvitation', { body: { invitation: this.#token } });
    } catch (failure) {
      this.failure = failure;
    }
  }

  async #do(work) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.wrong = '';
    try {
      await work();
    } catch (failure) {
      this.wrong = failure instanceof Problem && failure.status === 403 ? t('invited.notYours') : failure instanceof Refusal ? failure.message : fieldText(failure);
    }
    this.busy = false;
  }

  /** The server does not say whether there was an account of the address: then its password is another. */
  async #signUp(form) {
    await api.callOpen('signUp', { body: { email: form.get('email'), password: form.get('password'), ...named(form), invitation: this.#token } });
    await this.#logIn(form, t('signUp.taken'));
    if (session.projects.some((one) => one.name === this.offer.project)) {
      this.#goOn(session.projects.find((one) => one.name === this.offer.project).id);
    } else {
      await this.#accept();
    }
  }

  async #logIn(form, wrong) {
    try {
      await session.logIn(form.get('email'), form.get('password'));
    } catch (failure) {
      throw new Refusal(failure instanceof Problem && failure.status === 401 ? wrong : failureText(failure));
    }
  }

  async #accept() {
    try {
      const project = await api.call('acceptInvitation', { body: { invitation: this.#token } });
      await session.reload();
      this.#goOn(project.id);
    } catch (failure) {
      if (!(failure instanceof Problem && failure.status === 409)) {
        throw failure;
      }
      throw new Refusal(t('invited.member'));
    }
  }

  #goOn(project) {
    router.go('/projects/' + project, {}, { replace: true });
  }
}

/** What to tell a person, in words. */
class Refusal extends Error {}

customElements.define('tombo-invitation', Invitation);
