import { html } from 'lit';
import { Element } from '../../core/element.js';

/** To be built. */
class SignUp extends Element {
  static properties = { params: { attribute: false } };

  render() {
    return html`<h1>sign-up</h1>`;
  }
}

customElements.define('tombo-sign-up', SignUp);
