import { LitElement } from 'lit';
import { i18n } from '../i18n/i18n.js';

/**
 * The base of all components: renders into the page itself, so that one set of style sheets,
 * password managers and tests reach everything, and again whenever what it follows has changed.
 */
export class Element extends LitElement {
  #ends = [];

  createRenderRoot() {
    return this;
  }

  /** @returns {import('./observable.js').Observable[]} what it renders from, beside its properties */
  follows() {
    return [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ends = [i18n, ...this.follows()].map((one) => one.follow(() => this.requestUpdate()));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#ends.forEach((end) => end());
    this.#ends = [];
  }
}
