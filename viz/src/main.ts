import { createApp } from 'vue'
import App from './App.vue'
import { firstLanguage, i18n, setLanguage } from './i18n'
import { router } from './router'
import './style/tokens.css'
import './style/base.css'
import { beginTheme } from './theme'

beginTheme()
await setLanguage(firstLanguage(location.search))
createApp(App).use(i18n).use(router).mount('#app')
