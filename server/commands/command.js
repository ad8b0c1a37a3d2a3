/**
 * `npm run backup`, `restore`, `second-factor`, `package` and `scenario`: makes what is missing, then runs the command. Plain JavaScript,
 * like prepare.js.
 */
import { accessSync, constants } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { ROOT, bundle, bundlePlayer, bundled, installOnce, requireNode } from './prepare.js'

const [program, , name, ...words] = process.argv

requireNode()
installOnce()
// If this account may write nothing (in an image), the build has made it.
if (mayWrite()) {
  bundle('commands')
  if (name === 'package') bundlePlayer()
}
// As if it had been started by its own name.
const path = bundled('commands', name)
process.argv = [program, path, ...words]
await import(pathToFileURL(path).href)

function mayWrite() {
  try {
    accessSync(ROOT, constants.W_OK)
    return true
  } catch {
    return false
  }
}
