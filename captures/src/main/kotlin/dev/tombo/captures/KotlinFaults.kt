// SPDX-License-Identifier: Apache-2.0
package dev.tombo.captures

/** What fails in Kotlin. */
object KotlinFaults {
  @JvmStatic
  fun inLambda() {
    listOf(1, 2).asSequence().map { n -> fail("lambda $n") }.toList()
  }

  @JvmStatic
  fun withDefault() {
    sell()
  }

  @JvmStatic
  fun inObject() {
    Till.open()
  }

  private fun sell(count: Int = 1) {
    val work = { fail("sold $count") }
    work()
  }

  private fun fail(message: String): Int = throw IllegalStateException(message)

  private class Till {
    companion object {
      fun open() {
        require(false) { "no till" }
      }
    }
  }
}
