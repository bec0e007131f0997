// What menus are made of.

import './own-icons.ts'
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js'
import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js'
