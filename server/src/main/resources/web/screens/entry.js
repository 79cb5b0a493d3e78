import { html } from 'lit';
import { router } from '../core/router.js';
import { i18n, LANGUAGES, t } from '../i18n/i18n.js';
import { failureOf } from '../parts/blank.js';
import { icon, sign } from '../parts/icons.js';
import { segments } from '../parts/segments.js';

/**
 * The frame of the screens before the door: log-in, sign-up, a forgotten password.
 *
 * @param {{title: string, text?: unknown, fields: unknown, links?: unknown, wrong?: string, submit?: (form: FormData) => void}} what
 *   wrong is what went wrong, if something did; submit gets the form's values
 */
export function entry({ title, text = '', fields, links = '', wrong = '', submit = () => {} }) {
  return html`<section class="entry-screen">
    <div class="entry-box">
      <p class="entry-brand">${sign(36)}<span>Tombo</span></p>
      <h1>${title}</h1>
      ${text}
      <form
        class="entry-form"
        @submit=${(event) => {
          event.preventDefault();
          submit(new FormData(event.target));
        }}
      >
        <div role="alert">${wrong ? html`<p class="notice wrong">${icon('warning')} <span>${wrong}</span></p>` : ''}</div>
        ${fields}
      </form>
      <p class="entry-links">${links}</p>
    </div>
    <footer class="entry-foot">
      ${segments({
        label: t('language'),
        value: i18n.language,
        options: LANGUAGES.map((one) => [one, t('language.' + one)]),
        choose: (one) => i18n.choose(one),
      })}
    </footer>
  </section>`;
}

/** Such a screen that could not find out what to show. @param {Error} failure @param {() => void} retry */
export function entryFailed(failure, retry) {
  const { title, text, again } = failureOf(failure);
  return entry({
    title,
    text: html`<p class="entry-text">${text}</p>`,
    submit: retry,
    fields: again ? html`<button class="button primary">${t('again')}</button>` : '',
    links: toLogIn(),
  });
}

/** Where there is nothing to show yet. */
export function entryWaiting() {
  return html`<div class="waiting" aria-busy="true"><span class="spinner"></span><span class="visually-hidden">${t('loading')}</span></div>`;
}

/** The way back to the log-in. */
export function toLogIn() {
  return html`<a href=${router.href('/login')}>${t('logIn.back')}</a>`;
}
