import { html } from 'lit';

/**
 * A few choices of which one holds, side by side.
 *
 * @param {{label: string, value: string, options: [string, string][], choose: (value: string) => void}} what
 */
export function segments({ label, value, options, choose }) {
  return html`<span class="segments" role="group" aria-label=${label}>
    ${options.map(
      ([one, text]) => html`<button type="button" aria-pressed=${one === value} @click=${() => choose(one)}>${text}</button>`,
    )}
  </span>`;
}
