import { html } from 'lit';
import { icon } from './icons.js';

/**
 * A drop-down list: the browser's own, since each device has one that its users know.
 *
 * @param {{label: string, value: string, options: [string, string][], choose: (value: string) => void, name?: string}} what
 *   options are pairs of a value and its text; choose hears of a change
 */
export function select({ label, value, options, choose, name = '' }) {
  return html`<span class="select ${name}">
    <select name=${name} aria-label=${label} title=${label} @change=${(event) => choose(event.target.value)}>
      ${options.map(([one, text]) => html`<option value=${one} .selected=${one === value}>${text}</option>`)}
    </select>
    ${icon('chevron', 14)}
  </span>`;
}
