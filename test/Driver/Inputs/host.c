int cFunction(void) { int class = 35; return class; }
