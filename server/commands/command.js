/** `npm run backup`, `restore`, `second-factor`, `package` and `scenario`: what is missing is made first. Plain JavaScript, as prepare.js. */
import { accessSync, constants } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { ROOT, bundle, bundlePlayer, bundled, installOnce, requireNode } from './prepare.js'

const [program, , name, ...words] = process.argv

requireNode()
installOnce()
// Where this account may write nothing (an image), the build made it.
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
