/** Starts the page. */
import '../shell/app.js';
