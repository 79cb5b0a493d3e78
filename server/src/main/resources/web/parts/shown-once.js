import { html } from 'lit';
import { t } from '../i18n/i18n.js';
import { copy } from './copy.js';
import { icon } from './icons.js';

/** A secret that is shown this once, to copy. @param {string} label @param {string} secret */
export function shownOnce(label, secret) {
  return html`<div class="notice good shown-once" role="status">
    <p>${label}</p>
    <div class="shown-once-line">
      <code tabindex="0">${secret}</code>
      <button class="button" @click=${() => copy(secret)}>${icon('copy')} ${t('copy')}</button>
    </div>
  </div>`;
}
