import { html } from 'lit';
import { Element } from '../../core/element.js';

/** To be built. */
class InvitationPage extends Element {
  static properties = { params: { attribute: false } };

  render() {
    return html`<h1>invitation</h1>`;
  }
}

customElements.define('tombo-invitation', InvitationPage);
