import { html, svg } from 'lit';

/** The icons, drawn with lines on 16 by 16. They are decoration: whatever has one has a name too. */
const LINES = {
  search: svg`<circle cx="7" cy="7" r="4.5" /><path d="m10.5 10.5 3.5 3.5" />`,
  person: svg`<circle cx="8" cy="5.25" r="2.75" /><path d="M2.75 13.75c.6-2.9 2.6-4.25 5.25-4.25s4.65 1.35 5.25 4.25" />`,
  chevron: svg`<path d="m4 6 4 4 4-4" />`,
  eye: svg`<path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z" /><circle cx="8" cy="8" r="2" />`,
  hide: svg`<path d="M6.2 3.7A6 6 0 0 1 8 3.5c4 0 6.5 4.5 6.5 4.5a12 12 0 0 1-1.8 2.3M3.6 5.2A11.5 11.5 0 0 0 1.5 8S4 12.5 8 12.5a6 6 0 0 0 2.7-.6M2.5 2.5l11 11" />`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.5" /><path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2" />`,
  rotate: svg`<path d="M13.5 8a5.5 5.5 0 0 1-9.8 3.4M2.5 8a5.5 5.5 0 0 1 9.8-3.4" /><path d="M12.6 2v2.8H9.8M3.4 14v-2.8h2.8" />`,
  check: svg`<path d="m3 8.5 3.2 3.2L13 5" />`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8" />`,
  warning: svg`<path d="M8 2.25 14.25 13H1.75Z" /><path d="M8 6.5v3M8 11.25v.25" />`,
  offline: svg`<path d="M2 6.2a9 9 0 0 1 3-1.9M14 6.2a9 9 0 0 0-5-2.5M4.5 9a5.5 5.5 0 0 1 2-1.2M11.5 9a5.5 5.5 0 0 0-1-.7M8 12.5v.25M2.5 2.5l11 11" />`,
  inbox: svg`<path d="M2 9.5 4 3.25h8L14 9.5v3.25H2Z" /><path d="M2 9.5h3.5l1 1.75h3l1-1.75H14" />`,
  filter: svg`<path d="M2 4.5h12M4.5 8h7M6.5 11.5h3" />`,
  down: svg`<path d="M8 3v10M4 9.5 8 13l4-3.5" />`,
  up: svg`<path d="M8 13V3M4 6.5 8 3l4 3.5" />`,
  archive: svg`<rect x="2" y="3" width="12" height="3" rx="1" /><path d="M3.25 6v6.25a1 1 0 0 0 1 1h7.5a1 1 0 0 0 1-1V6M6.5 8.75h3" />`,
  trash: svg`<path d="M2.5 4.25h11M6 4V2.5h4V4M4 4.25l.6 8.3a1 1 0 0 0 1 .95h4.8a1 1 0 0 0 1-.95l.6-8.3M6.75 7v3.75M9.25 7v3.75" />`,
  reopen: svg`<path d="M3 8a5 5 0 1 1 1.7 3.75" /><path d="M2 10.75 4.7 11.8l.9-2.75" />`,
  language: svg`<circle cx="8" cy="8" r="5.75" /><path d="M2.5 8h11M8 2.25c3.4 3.6 3.4 7.9 0 11.5-3.4-3.6-3.4-7.9 0-11.5Z" />`,
  theme: svg`<circle cx="8" cy="8" r="5.75" /><path d="M8 2.25v11.5A5.75 5.75 0 0 0 8 2.25Z" fill="currentColor" />`,
  out: svg`<path d="M6.5 2.75h-3a1 1 0 0 0-1 1v8.5a1 1 0 0 0 1 1h3M10.5 5l3 3-3 3M13.25 8H6.5" />`,
  settings: svg`<path d="M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7" /><circle cx="11" cy="4.5" r="1.75" /><circle cx="5" cy="11.5" r="1.75" />`,
  keyboard: svg`<rect x="1.75" y="4" width="12.5" height="8" rx="1.5" /><path d="M4.5 6.75h.1M7 6.75h.1M9.5 6.75h.1M12 6.75h-.1M5.5 9.5h5" />`,
  project: svg`<path d="M2.5 4.25a1 1 0 0 1 1-1h2.75l1.5 1.75h4.75a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1Z" />`,
  plus: svg`<path d="M8 3v10M3 8h10" />`,
  older: svg`<path d="m10 3.5-4.5 4.5 4.5 4.5" />`,
  newer: svg`<path d="m6 3.5 4.5 4.5-4.5 4.5" />`,
  link: svg`<path d="M6.75 9.25a2.75 2.75 0 0 0 3.9 0l2-2a2.75 2.75 0 0 0-3.9-3.9l-.6.6M9.25 6.75a2.75 2.75 0 0 0-3.9 0l-2 2a2.75 2.75 0 0 0 3.9 3.9l.6-.6" />`,
  back: svg`<path d="M13 8H3.5M7.5 4l-4 4 4 4" />`,
};

/**
 * @param {keyof typeof LINES} name
 * @param {number} [size] in pixels
 */
export function icon(name, size = 16) {
  return html`<svg
    aria-hidden="true"
    width=${size}
    height=${size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.4"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    ${LINES[name]}
  </svg>`;
}

/** The sign of Tombo: what has fallen. */
export function sign(size = 22) {
  return html`<svg aria-hidden="true" width=${size} height=${size} viewBox="0 0 32 32" fill="none" stroke-width="3" stroke-linecap="round">
    <rect class="sign-ground" width="32" height="32" rx="8" />
    <path class="sign-line" d="M8 9.5h16M16 9.5v5M12.2 23.4l7.6-4.4" />
  </svg>`;
}
