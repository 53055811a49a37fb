/**
 * Well-known sites by what they are, our own list as of November 2026: Google publishes the categories of its sources,
 * not a promise of them. A site is named by its domain (any host below it counts) or, as campaigns name it, by a word.
 */

export type SourceCategory = "search" | "social" | "shopping" | "video";

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

const domains: Readonly<Record<SourceCategory, ReadonlySet<string>>> = {
  search: list(`
    bing.com cn.bing.com duckduckgo.com ecosia.org qwant.com search.brave.com startpage.com baidu.com sogou.com so.com
    naver.com search.daum.net seznam.cz ask.com search.aol.com kagi.com mojeek.com swisscows.com metager.org
    presearch.com lite.qwant.com search.com lycos.com dogpile.com msn.com ixquick.com search.naver.com
    onet.pl rambler.ru nova.rambler.ru coccoc.com virgilio.it search.t-online.de karmasearch.org search.smt.docomo.ne.jp
    com.google.android.googlequicksearchbox
  `),
  social: list(`
    facebook.com fb.com fb.me messenger.com instagram.com threads.net threads.com linkedin.com lnkd.in twitter.com t.co
    x.com tiktok.com pinterest.com pin.it reddit.com redd.it snapchat.com tumblr.com quora.com discord.com discord.gg
    whatsapp.com wa.me telegram.org t.me vk.com ok.ru xing.com weibo.com wechat.com weixin.qq.com line.me kakao.com
    bsky.app bsky.social mastodon.social mastodon.online news.ycombinator.com producthunt.com stackoverflow.com
    meetup.com slideshare.net glassdoor.com livejournal.com myspace.com medium.com substack.com nextdoor.com
    buffer.com hootsuite.com linktr.ee com.linkedin.android com.facebook.katana com.twitter.android
    com.instagram.android com.reddit.frontpage com.slack
  `),
  shopping: list(`
    aliexpress.com alibaba.com etsy.com walmart.com target.com bestbuy.com shop.app shopping.google.com
    mercadolibre.com mercadolivre.com.br rakuten.com rakuten.co.jp zalando.de zalando.com otto.de idealo.de idealo.co.uk
    kelkoo.com shopzilla.com pricegrabber.com nextag.com wish.com temu.com flipkart.com allegro.pl bol.com cdiscount.com
    shopee.com lazada.com taobao.com tmall.com jd.com trendyol.com geizhals.de billiger.de pricerunner.com
  `),
  video: list(`
    youtube.com youtu.be youtube-nocookie.com vimeo.com dailymotion.com twitch.tv wistia.com wistia.net vidyard.com
    loom.com rumble.com bilibili.com iqiyi.com youku.com v.qq.com nicovideo.jp ted.com hulu.com netflix.com
    disneyplus.com veoh.com vevo.com odysee.com
  `),
};

/** As `utm_source` has them, beside the first word of each domain. */
const names: Readonly<Record<SourceCategory, ReadonlySet<string>>> = {
  search: list(`
    google googleads google-ads google_ads adwords bing bingads bing-ads bing_ads microsoft-ads microsoftads yahoo
    yandex duckduckgo ecosia qwant brave startpage baidu sogou naver daum seznam ask aol kagi
  `),
  social: list(`
    facebook fb meta facebook_ads facebook-ads facebookads instagram ig insta threads linkedin linkedin-ads linkedin_ads
    linkedinads twitter x tiktok pinterest reddit snapchat tumblr quora discord whatsapp telegram vk xing weibo wechat
    line kakao bluesky mastodon hackernews producthunt fb.ads igshopping
  `),
  shopping: list(
    "amazon ebay aliexpress alibaba etsy walmart idealo rakuten zalando googleshopping google_shopping",
  ),
  video: list("youtube yt vimeo dailymotion twitch wistia vidyard bilibili"),
};

/** Those that have a domain in every country. */
const everywhere: readonly (readonly [RegExp, SourceCategory])[] = [
  [/^((www|m|news|images|cse)\.)?google(\.[a-z]{2,3}){1,2}$/, "search"],
  [/^((www|m|[a-z.]*search)\.)?yahoo(\.[a-z]{2,3}){1,2}$/, "search"],
  [/^((www|m)\.)?(yandex|ya)(\.[a-z]{2,3}){1,2}$/, "search"],
  [/^((www|m|smile)\.)?(amazon|ebay)(\.[a-z]{2,3}){1,2}$/, "shopping"],
  [/^([a-z]+\.)?pinterest(\.[a-z]{2,3}){1,2}$/, "social"],
];

const categories = Object.keys(domains) as SourceCategory[];

/** What a source is, a host or a word in lower case; null where it is none of the well-known ones. */
export function categoryOf(source: string): SourceCategory | null {
  for (const category of categories) if (names[category].has(source)) return category;
  for (const [hosts, category] of everywhere) if (hosts.test(source)) return category;
  for (let host = source; host.includes("."); host = host.slice(host.indexOf(".") + 1))
    for (const category of categories) if (domains[category].has(host)) return category;
  return null;
}

/** Assistants that answer with links: visits from them have a channel of their own since May 2026. */
export const aiHosts: ReadonlySet<string> = list(`
  chatgpt.com chat.openai.com openai.com gemini.google.com bard.google.com claude.ai perplexity.ai copilot.microsoft.com
  copilot.cloud.microsoft grok.com x.ai chat.deepseek.com deepseek.com chat.mistral.ai meta.ai you.com poe.com phind.com
`);

/**
 * What ad networks add to the links of their ads. Facebook's `fbclid` and Instagram's `igsh` are
 * on every link there, paid or not.
 */
export const clickIds: readonly { parameter: string; source: string; medium: string }[] = [
  ["gclid", "google", "cpc"],
  ["wbraid", "google", "cpc"],
  ["gbraid", "google", "cpc"],
  ["gad_source", "google", "cpc"],
  ["dclid", "google", "display"],
  ["msclkid", "bing", "cpc"],
  ["yclid", "yandex", "cpc"],
  ["li_fat_id", "linkedin", "cpc"],
  ["twclid", "twitter", "cpc"],
  ["ttclid", "tiktok", "cpc"],
  ["rdt_cid", "reddit", "cpc"],
  ["epik", "pinterest", "cpc"],
  ["sccid", "snapchat", "cpc"],
  ["qclid", "quora", "cpc"],
  ["fbclid", "facebook", "referral"],
  ["igsh", "instagram", "referral"],
  ["igshid", "instagram", "referral"],
].map(([parameter = "", source = "", medium = ""]) => ({ parameter, source, medium }));
