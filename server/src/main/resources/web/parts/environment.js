import { html } from 'lit';
import { environmentName } from '../core/environments.js';

/** An environment as a chip, by the page's word for it; how it is spelt is its tooltip. @param {string} name */
export function environmentChip(name) {
  return html`<span class="chip truncate" dir="auto" title=${name}>${environmentName(name)}</span>`;
}
