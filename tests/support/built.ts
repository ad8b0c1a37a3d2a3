/** Before tests that start the server: builds its pages from the current sources, once. */
export { build as setup } from '../../server/commands/prepare.js'
