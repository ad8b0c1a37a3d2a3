export { build as setup } from '../../server/commands/prepare.js'
