import { html } from 'lit';

/** The levels, worst first. */
export const LEVELS = ['fatal', 'error', 'warning', 'info', 'debug'];

/** A level as a badge. */
export function level(name) {
  return html`<span class="badge" data-level=${name}>${name}</span>`;
}
