package dev.millrace.local.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class the local stack of the test run, as parameters of type {@link
 * dev.millrace.local.LocalStack} or {@link dev.millrace.local.LocalStackEndpoints}. The first class
 * that asks starts it; it is shared by all and stopped after the last.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LocalStackExtension.class)
public @interface WithLocalStack {}
