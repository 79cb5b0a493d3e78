import { html, nothing } from 'lit';
import { Element } from '../../core/element.js';
import { t } from '../../i18n/i18n.js';
import { copy } from '../../parts/copy.js';
import { icon } from '../../parts/icons.js';
import { segments } from '../../parts/segments.js';
import { scrollable } from './sections.js';
import { inOrder, javaText, place, runs, tree } from './throwables.js';

/** Exceptions beyond these wait to be asked for. */
const AT_ONCE = 12;

/** The exceptions of an event with their stacks: one's own frames open, those of libraries folded. */
class Stack extends Element {
  static properties = { exceptions: { attribute: false }, open: { state: true }, all: { state: true }, plain: { state: true } };

  constructor() {
    super();
    /** @type {import('./throwables.js').Sent[]} */
    this.exceptions = [];
    /** Which runs of frames are unfolded, by their places. @type {Set<string>} */
    this.open = new Set();
    this.all = false;
    this.plain = false;
  }

  willUpdate(changed) {
    if (changed.has('exceptions')) {
      this.open = new Set();
      this.all = false;
    }
  }

  render() {
    const thrown = tree(this.exceptions);
    if (!thrown) {
      return nothing;
    }
    return html`<div class="stack-tools">
        ${segments({
          label: t('stack.view'),
          value: this.plain ? 'plain' : 'folded',
          options: [
            ['folded', t('stack.folded')],
            ['plain', t('stack.plain')],
          ],
          choose: (view) => (this.plain = view === 'plain'),
        })}
        <button class="button quiet" @click=${() => copy(javaText(thrown))}>${icon('copy')} ${t('stack.copy')}</button>
      </div>
      ${this.plain ? html`<pre class="stack-plain" tabindex="0" dir="ltr">${javaText(thrown)}</pre>` : this.#chain(inOrder(thrown))}`;
  }

  #chain(chain) {
    const shown = this.all ? chain : chain.slice(0, AT_ONCE);
    return html`${shown.map((one, i) => this.#exception(one, i))}
    ${shown.length < chain.length
      ? html`<button class="button" @click=${() => (this.all = true)}>${t('stack.moreExceptions', { n: chain.length - shown.length })}</button>`
      : nothing}`;
  }

  #exception({ throwable, relation, depth }, i) {
    const { type, message, frames, common } = throwable;
    return html`<section class="exception" data-depth=${Math.min(depth, 4)} aria-label=${type}>
      <h3 class="exception-head" dir="auto">
        ${relation === 'thrown' ? nothing : html`<span class="relation">${t('stack.' + relation)}</span>`}
        <span class="exception-type">${type}</span>${message === null ? nothing : html`<span class="exception-message" tabindex=${scrollable(message)}>${message}</span>`}
      </h3>
      ${frames.length + common === 0
        ? html`<p class="muted frame-none">${t('stack.none')}</p>`
        : html`<ol class="frames" tabindex="0" aria-label=${t('stack.frames', { type })} dir="ltr">
            ${this.#frames(frames, i)} ${common > 0 ? html`<li class="frame common">${t('stack.common', { n: common })}</li>` : nothing}
          </ol>`}
    </section>`;
  }

  /** Where it was thrown is always to be seen; a run of one is no run. */
  #frames(frames, exception) {
    return runs(frames).map((run, i) => {
      if (run.inApp || run.frames.length === 1) {
        return run.frames.map((frame) => this.#frame(frame, run.inApp));
      }
      const [top, rest] = i === 0 ? [run.frames.slice(0, 1), run.frames.slice(1)] : [[], run.frames];
      return [top.map((frame) => this.#frame(frame, false)), this.#folded(rest, exception + '/' + i)];
    });
  }

  #folded(frames, key) {
    const open = this.open.has(key);
    return html`<li class="frame-fold">
        <button class="frame-toggle" aria-expanded=${open} @click=${() => this.#toggle(key)}>${icon('chevron', 14)} ${t('stack.library', { n: frames.length })}</button>
      </li>
      ${open ? frames.map((frame) => this.#frame(frame, false)) : nothing}`;
  }

  #toggle(key) {
    const next = new Set(this.open);
    if (!next.delete(key)) {
      next.add(key);
    }
    this.open = next;
  }

  #frame(frame, inApp) {
    const path = frame.class ? frame.class + '.' : '';
    const end = path.lastIndexOf('.', path.length - 2) + 1;
    const [packageName, className] = [path.slice(0, end), path.slice(end)];
    return html`<li class="frame ${inApp ? 'own' : 'library'}" title=${frame.module ?? nothing}>
      <span class="frame-line"><span class="frame-package">${packageName}</span><span class="frame-class">${className}</span><span class="frame-method">${frame.method ?? ''}</span><span class="frame-place">(${place(frame)})</span></span>
      ${frame.context?.line === undefined ? nothing : source(frame)}
    </li>`;
  }
}

/** The source around a frame, each line with its number. */
function source({ line, context }) {
  const before = context.before ?? [];
  const all = [...before, context.line, ...(context.after ?? [])];
  return html`<pre class="source" tabindex="0">
${all.map((text, i) => html`<span class="source-line ${i === before.length ? 'at' : ''}"><span class="source-number">${typeof line === 'number' ? line - before.length + i : ''}</span>${text + '\n'}</span>`)}</pre
  >`;
}

customElements.define('tombo-stack', Stack);
