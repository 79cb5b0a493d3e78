import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Element } from '../core/element.js';
import { Observable } from '../core/observable.js';
import { t } from '../i18n/i18n.js';
import { icon } from './icons.js';

/** For how long a toast stays, in milliseconds; one with an action stays longer. */
const STAY = 5_000;
const STAY_WITH_ACTION = 10_000;

/**
 * Says what has been done, at the page's end, for some seconds.
 *
 * @typedef {{id: number, text: string, label?: string, act?: () => void}} Toast
 */
class Toasts extends Observable {
  /** @type {Toast[]} */
  shown = [];
  #next = 1;

  /**
   * @param {string} text
   * @param {{label: string, act: () => void}} [action] such as undo
   */
  say(text, action) {
    const toast = { id: this.#next++, text, ...action };
    this.shown = [...this.shown.slice(-2), toast];
    setTimeout(() => this.drop(toast), action ? STAY_WITH_ACTION : STAY);
    this.changed();
  }

  /** @param {Toast} toast */
  drop(toast) {
    const left = this.shown.filter((one) => one.id !== toast.id);
    if (left.length < this.shown.length) {
      this.shown = left;
      this.changed();
    }
  }
}

export const toasts = new Toasts();

class ToastList extends Element {
  follows() {
    return [toasts];
  }

  render() {
    return html`<div class="toasts" role="status" aria-live="polite">
      ${repeat(
        toasts.shown,
        (toast) => toast.id,
        (toast) => html`<div class="toast">
          <span>${toast.text}</span>
          ${toast.act ? html`<button class="button" @click=${() => this.#act(toast)}>${toast.label}</button>` : ''}
          <button class="button icon" aria-label=${t('close')} @click=${() => toasts.drop(toast)}>${icon('close')}</button>
        </div>`,
      )}
    </div>`;
  }

  #act(toast) {
    toasts.drop(toast);
    toast.act();
  }
}

customElements.define('tombo-toasts', ToastList);
