package dev.millrace.local;

import java.util.List;

/**
 * What to run in a child JVM.
 *
 * @param name for messages and for the name of the log file
 * @param module directory of the module, relative to the root of the checkout
 * @param jvmFlags heap size and the like
 */
public record ChildCommand(
    String name, String module, String mainClass, List<String> arguments, List<String> jvmFlags) {

  public ChildCommand {
    arguments = List.copyOf(arguments);
    jvmFlags = List.copyOf(jvmFlags);
  }
}
