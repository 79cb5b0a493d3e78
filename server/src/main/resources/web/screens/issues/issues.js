import { html } from 'lit';
import { Element } from '../../core/element.js';

/** To be built. */
class Issues extends Element {
  static properties = { params: { attribute: false } };

  render() {
    return html`<h1>issues</h1>`;
  }
}

customElements.define('tombo-issues', Issues);
