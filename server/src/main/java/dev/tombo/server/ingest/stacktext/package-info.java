// SPDX-License-Identifier: Apache-2.0
/**
 * Reads stack traces that were printed as text back into exceptions and frames, as a client of ours
 * would have sent them. Pure, in time that grows with the text and no faster, and bounded in what
 * it makes of it.
 *
 * <pre>
 * StackText        picks the grammar
 *   Grammar          JavaText, JavaScriptText, PythonText, DotNetText, GoText
 *     Head             what of the text is type and message
 *     Chain            the exceptions, put in order at the end
 *       Link             one of them
 * </pre>
 */
@NullMarked
package dev.tombo.server.ingest.stacktext;

import org.jspecify.annotations.NullMarked;
