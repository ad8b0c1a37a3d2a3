/** Before tests that start the server: its pages are built from what is here now, once. */
export { build as setup } from '../../server/commands/prepare.js'
