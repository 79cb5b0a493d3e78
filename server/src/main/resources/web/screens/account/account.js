import { html } from 'lit';
import { Element } from '../../core/element.js';

/** To be built. */
class AccountPage extends Element {
  static properties = { params: { attribute: false } };

  render() {
    return html`<h1>account</h1>`;
  }
}

customElements.define('tombo-account', AccountPage);
