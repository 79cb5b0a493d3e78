import { html } from 'lit';
import { i18n, LANGUAGES, t } from '../i18n/i18n.js';
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
