/** For the analyzer of custom elements. */
export default {
  litelement: true,
  // Else it would write into package.json where this build lies.
  packagejson: false,
};
