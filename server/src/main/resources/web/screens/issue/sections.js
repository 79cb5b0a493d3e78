import { html, nothing } from 'lit';
import { dateTime } from '../../i18n/format.js';
import { t } from '../../i18n/i18n.js';

/**
 * What an event brought beside its exceptions, each as a section; nothing for what it did not bring.
 * All of it is text of somebody else's, put in as values.
 */

/** How long a value may be to stand on a line. */
const ON_A_LINE = 60;

/** A section with its heading. */
export function section(id, title, content, { folded = false } = {}) {
  return folded
    ? html`<details class="section" id=${id}><summary><h2>${title}</h2></summary>${content}</details>`
    : html`<section class="section" id=${id}><h2>${title}</h2>${content}</section>`;
}

/** The tabindex of a text that scrolls if it is long: then the keyboard has to reach it. */
export function scrollable(text) {
  return text.length > 400 || text.split('\n').length > 7 ? 0 : nothing;
}

/** @param {[string, unknown][]} pairs those without a value are left out */
export function pairs(pairs) {
  const there = pairs.filter(([, value]) => value !== undefined && value !== null && value !== '');
  return there.length === 0
    ? nothing
    : html`<dl class="pairs">
        ${there.map(([name, value]) => html`<div><dt dir="auto">${name}</dt><dd dir="auto">${shown(value)}</dd></div>`)}
      </dl>`;
}

/** What is short stands on its line. */
function shown(value) {
  if (typeof value !== 'object') {
    return String(value);
  }
  const text = JSON.stringify(value);
  return text.length <= ON_A_LINE ? html`<code dir="ltr">${text}</code>` : html`<pre tabindex="0" dir="ltr">${JSON.stringify(value, null, 2)}</pre>`;
}

function empty(value) {
  return !value || (typeof value === 'object' && Object.keys(value).length === 0);
}

export function tags({ tags, markers }) {
  if (empty(tags) && empty(markers)) {
    return nothing;
  }
  const chips = [...Object.entries(tags ?? {}), ...(markers ?? []).map((marker) => [t('issue.marker'), marker])];
  return section('tags', t('issue.tags'), html`<ul class="tags">${chips.map(([name, value]) => html`<li class="tag" dir="auto"><span>${name}</span> ${value}</li>`)}</ul>`);
}

export function request({ request }) {
  if (empty(request)) {
    return nothing;
  }
  const { method, url, headers, ...more } = request;
  return section(
    'request',
    t('issue.request'),
    html`<p class="request-line mono" dir="ltr"><strong>${method}</strong> ${url}</p>
      ${pairs([...Object.entries(headers ?? {}), ...Object.entries(more)])}`,
  );
}

export function user({ user }) {
  return empty(user) ? nothing : section('user', t('issue.user'), pairs(Object.entries(user)));
}

export function context({ context, arguments: args, template, trace }) {
  const sections = Object.entries({ ...context, ...(empty(trace) ? {} : { trace }), ...(empty(args) ? {} : { arguments: args }), ...(template ? { template } : {}) });
  return sections.length === 0
    ? nothing
    : section(
        'context',
        t('issue.context'),
        sections.map(
          ([name, value]) => html`<div class="context-part">
            <h3 dir="auto">${name}</h3>
            ${value && typeof value === 'object' && !Array.isArray(value) ? pairs(Object.entries(value)) : html`<div class="context-value" dir="auto">${shown(value)}</div>`}
          </div>`,
        ),
      );
}

export function breadcrumbs({ breadcrumbs }) {
  return empty(breadcrumbs)
    ? nothing
    : section(
        'breadcrumbs',
        t('issue.breadcrumbs'),
        html`<ol class="crumbs">
          ${breadcrumbs.map(
            ({ at, level, category, message, data }) => html`<li class="crumb" data-level=${level ?? 'info'}>
              ${at ? html`<time datetime=${at} title=${at}>${dateTime(at).slice(-8)}</time>` : html`<span></span>`}
              <div dir="auto">
                ${category ? html`<span class="crumb-category mono">${category}</span>` : nothing} ${message}
                ${empty(data) ? nothing : html`<code class="crumb-data">${JSON.stringify(data)}</code>`}
              </div>
            </li>`,
          )}
        </ol>`,
      );
}

export function modules({ modules }) {
  return empty(modules) ? nothing : section('modules', t('issue.modules', { n: Object.keys(modules).length }), pairs(Object.entries(modules)), { folded: true });
}

export function notes({ notes }) {
  return empty(notes) ? nothing : section('notes', t('issue.notes'), html`<ul class="plain-list">${notes.map((note) => html`<li dir="auto">${note}</li>`)}</ul>`);
}

/** Why all its events are one issue. */
export function grouping({ version, fingerprints, explanation }) {
  return section(
    'grouping',
    t('issue.grouping'),
    html`<p class="muted">${t('issue.grouping.text')}</p>
      ${explanation.length > 0 ? html`<ul class="plain-list mono">${explanation.map((line) => html`<li dir="auto">${line}</li>`)}</ul>` : html`<p class="muted">${t('issue.grouping.none')}</p>`}
      ${pairs([
        [t('issue.grouping.version'), version],
        [t('issue.grouping.fingerprints'), fingerprints.join('\n')],
      ])}`,
    { folded: true },
  );
}
