package io.targetedprofiler.aspect;

import io.targetedprofiler.ChosenMethods;

/**
 * Before a woven class is initialised, the methods in it that the configuration chose are made roots: then their static
 * parts are there, and no method has run. A process without such a configuration tests a constant once for each class.
 */
aspect ChosenRoots {

  static {
    StaticParts.register();
  }

  before(): staticinitialization(*) && !Pointcuts.optedOut() && if(ChosenMethods.areThere()) {
    StaticParts.choose();
  }
}
