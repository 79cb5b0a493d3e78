import { html } from 'lit';
import uPlot from 'uplot';
import { Element } from '../core/element.js';
import { theme } from '../core/theme.js';
import { dateAndMinute, date, dayAndMonth, number, shortNumber } from '../i18n/format.js';
import { t } from '../i18n/i18n.js';

/** Counts over time as bars; what lies under the pointer is said above them. */
export class Chart extends Element {
  static properties = { points: { attribute: false }, interval: {}, height: { type: Number }, at: { state: true } };

  #plot = null;
  #sizes = new ResizeObserver(() => this.#fit());
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #redraw = () => this.#draw();

  constructor() {
    super();
    /** @type {{at: string, count: number}[]} */
    this.points = [];
    /** @type {'hour' | 'day'} */
    this.interval = 'hour';
    this.height = 120;
    /** The bar under the pointer. @type {number | null} */
    this.at = null;
  }

  follows() {
    return [theme];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.#redraw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#dark.removeEventListener('change', this.#redraw);
    this.#sizes.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
  }

  render() {
    const total = this.points.reduce((sum, point) => sum + point.count, 0);
    const point = this.at === null ? null : this.points[this.at];
    return html`<p class="chart-said">
        ${point ? html`<strong class="number">${number(point.count)}</strong> ${this.#time(point.at)}` : html`<strong class="number">${number(total)}</strong> ${t('chart.' + this.interval)}`}
      </p>
      <div class="chart" role="img" aria-label=${t('chart.label', { n: total, max: Math.max(0, ...this.points.map((one) => one.count)) })}></div>`;
  }

  updated(changed) {
    if (!changed.has('at') || changed.size > 1) {
      this.#draw();
    }
  }

  #time(at) {
    return this.interval === 'day' ? date(inUtc(at)) : dateAndMinute(at);
  }

  #draw() {
    const place = this.querySelector('.chart');
    if (!place) {
      return;
    }
    this.#plot?.destroy();
    place.replaceChildren();
    this.#plot = null;
    if (this.points.length > 0 && place.clientWidth > 0) {
      this.#plot = new uPlot(this.#options(place), this.#data(), place);
    }
    this.#sizes.observe(place);
  }

  #fit() {
    const place = this.querySelector('.chart');
    if (!this.#plot) {
      this.#draw();
    } else if (place && place.clientWidth > 0 && place.clientWidth !== this.#plot.width) {
      this.#plot.setSize({ width: place.clientWidth, height: this.height });
    }
  }

  /** The length of a bar's interval, in seconds. */
  get #step() {
    return this.interval === 'day' ? 86_400 : 3_600;
  }

  #data() {
    return [this.points.map((point) => Date.parse(point.at) / 1000), this.points.map((point) => point.count)];
  }

  /** Colours are what the style sheet says of the chart: a canvas knows none of its names. */
  #options(place) {
    const style = getComputedStyle(place);
    const [bars, axis, grid] = [style.color, style.outlineColor, style.borderBlockEndColor];
    const font = '11px ' + style.fontFamily;
    return {
      width: place.clientWidth,
      height: this.height,
      padding: [8, 4, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { setScale: false, x: false } },
      scales: { x: { range: (_, min, max) => [min - this.#step / 2, max + this.#step / 2] }, y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] } },
      axes: [
        { stroke: axis, font, size: 24, ticks: { show: false }, grid: { show: false }, space: 70, values: (_, splits) => splits.map((at) => this.#tick(at)) },
        { stroke: axis, font, size: 38, ticks: { show: false }, grid: { stroke: grid, width: 1 }, space: 36, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 1e7, 1e8], values: (_, splits) => splits.map(shortNumber) },
      ],
      series: [{}, { stroke: bars, fill: bars, width: 0, paths: uPlot.paths.bars({ size: [0.7, 24], radius: 0.15 }), points: { show: false } }],
      hooks: { setCursor: [(plot) => (this.at = plot.cursor.idx ?? null)] },
    };
  }

  #tick(seconds) {
    const at = new Date(seconds * 1000).toISOString();
    if (this.interval === 'day') {
      return dayAndMonth(inUtc(at));
    }
    return new Date(at).getHours() === 0 ? dayAndMonth(at) : dateAndMinute(at).slice(-5);
  }
}

/** A time whose local date is the date in UTC, by which the server counts days. */
function inUtc(at) {
  const time = new Date(at);
  return new Date(time.getTime() + time.getTimezoneOffset() * 60_000).toISOString();
}

customElements.define('tombo-chart', Chart);
