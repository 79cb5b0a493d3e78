import { html, render } from 'lit';
import { t } from '../i18n/i18n.js';
import { icon } from './icons.js';

/**
 * Shows which keys do what.
 *
 * @param {[string, string][]} keys pairs of a key, or two, and the name of what it does
 */
export function showKeys(keys) {
  const place = document.createElement('div');
  document.body.append(place);
  render(
    html`<dialog class="dialog key-help" aria-labelledby="key-help-title" @close=${() => place.remove()}>
      <form method="dialog">
        <h2 id="key-help-title">${t('keys')}</h2>
        <button class="button quiet icon" aria-label=${t('close')}>${icon('close')}</button>
      </form>
      <dl>
        ${keys.map(([key, text]) => html`<div><dt>${key.split(' ').map((one) => html`<kbd>${one}</kbd> `)}</dt><dd>${t('keys.' + text)}</dd></div>`)}
      </dl>
    </dialog>`,
    place,
  );
  place.querySelector('dialog').showModal();
}
