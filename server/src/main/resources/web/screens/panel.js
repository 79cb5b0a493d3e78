import { html, nothing } from 'lit';
import { Element } from '../core/element.js';
import { icon } from '../parts/icons.js';
import { fieldText } from './people.js';

/** The base of a page's parts that change something on the server: one at a time, and say what went wrong. */
export class Panel extends Element {
  static properties = { busy: { state: true }, wrong: { state: true } };

  constructor() {
    super();
    this.busy = false;
    this.wrong = '';
  }

  /** What went wrong, if something did. */
  said() {
    return html`<div role="alert">${this.wrong ? html`<p class="notice wrong">${icon('warning')} <span>${this.wrong}</span></p>` : nothing}</div>`;
  }

  /** Tells whoever shows this that what it shows has changed. */
  changed() {
    this.dispatchEvent(new CustomEvent('changed'));
  }

  /**
   * Does something; answers whether it was done.
   * @param {() => Promise<unknown>} work
   */
  async do(work) {
    if (this.busy) {
      return false;
    }
    this.busy = true;
    this.wrong = '';
    try {
      await work();
      this.changed();
      return true;
    } catch (failure) {
      this.wrong = this.textOf(failure);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** What a failure is in words. @param {Error} failure */
  textOf(failure) {
    return fieldText(failure);
  }

  /**
   * Does what a form asks for, and empties it.
   * @param {SubmitEvent} event
   * @param {(form: FormData) => Promise<unknown>} work
   */
  async submit(event, work) {
    event.preventDefault();
    const form = event.target;
    if (await this.do(() => work(new FormData(form)))) {
      form.reset();
    }
  }
}
