import { html } from 'lit';
import { Element } from '../../core/element.js';

/** To be built. */
class ResetPassword extends Element {
  static properties = { params: { attribute: false } };

  render() {
    return html`<h1>reset-password</h1>`;
  }
}

customElements.define('tombo-reset-password', ResetPassword);
