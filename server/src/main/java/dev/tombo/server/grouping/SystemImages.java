// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import java.util.Set;

/** Native images that come with an operating system, in lower case. */
final class SystemImages {
  static final Set<String> NAMES =
      Set.of(
          "appkit",
          "attributegraph",
          "cfnetwork",
          "coreautolayout",
          "corefoundation",
          "dyld",
          "foundation",
          "graphicsservices",
          "iokit",
          "kernel32.dll",
          "kernelbase.dll",
          "libart.so",
          "libc.so",
          "libdispatch.dylib",
          "libdl.so",
          "libdvm.so",
          "libdyld.dylib",
          "libobjc.a.dylib",
          "linker",
          "linker64",
          "msvcrt.dll",
          "ntdll.dll",
          "quartzcore",
          "swiftui",
          "ucrtbase.dll",
          "uikit",
          "uikitcore",
          "user32.dll",
          "vcruntime140.dll",
          "webkit");

  private SystemImages() {}
}
