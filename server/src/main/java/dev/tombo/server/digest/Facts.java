// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.model.Level;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.model.Verdict;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a digest needs to know of an event.
 *
 * @param verdict what grouping says
 * @param level how bad
 * @param message its text, cut for a list; null for none
 * @param origin the host or device; null where unknown
 * @param environment empty where unknown
 * @param release empty where unknown
 * @param logger null where unknown
 * @param tags by key
 * @param user the person concerned; null for none
 * @param body the stored form
 * @param dictionary what the next bodies of its grouping may be compressed against; null where
 *     there is something already
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record Facts(
    Verdict verdict,
    Level level,
    @Nullable String message,
    @Nullable String origin,
    String environment,
    String release,
    @Nullable String logger,
    Map<String, String> tags,
    @Nullable UserHash user,
    byte[] body,
    byte @Nullable [] dictionary) {

  /** About how much memory it takes, in bytes. */
  int size() {
    int texts = verdict.title().length() + (message == null ? 0 : message.length());
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      texts += 100 + tag.getKey().length() + tag.getValue().length();
    }
    return 500 + 2 * texts + body.length + (dictionary == null ? 0 : dictionary.length);
  }
}
