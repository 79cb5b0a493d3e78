import { html } from 'lit';
import { Element } from '../core/element.js';
import { ALL, chooseProject, chosenProject } from '../core/projects.js';
import { router } from '../core/router.js';
import { session } from '../core/session.js';
import { t } from '../i18n/i18n.js';
import { icon, sign } from '../parts/icons.js';
import { select } from '../parts/select.js';
import './person-menu.js';
import './token-line.js';

/** The band on top of every screen: the project, a welcome with one's API token, and the person. */
class Header extends Element {
  follows() {
    return [router, session];
  }

  render() {
    const project = chosenProject();
    return html`<header class="header">
      <a class="brand" href=${router.href('/issues', { project: project?.id })} aria-label=${t('home')}>${sign()}<span>Tombo</span></a>
      ${this.#projects(project)}
      <p class="welcome">
        <span class="greeting">${t('welcome', { name: session.name })}</span>
        <tombo-token-line .project=${project}></tombo-token-line>
      </p>
      <tombo-person-menu .project=${project}></tombo-person-menu>
    </header>`;
  }

  #projects(project) {
    if (session.projects.length === 0) {
      return '';
    }
    const options = session.projects.map((one) => [one.id, one.name]);
    if (options.length > 1) {
      options.push([ALL, t('project.all')]);
    }
    return select({ label: t('project'), name: 'project', value: project?.id ?? ALL, options, choose: chooseProject });
  }
}

customElements.define('tombo-header', Header);
