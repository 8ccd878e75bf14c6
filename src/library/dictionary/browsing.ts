/** Segment's e-commerce specification: searching, looking, promotions, wish lists, sharing, reviews. */
import type { EventDefinition } from '../../define/index.ts';
import { currency, event, list, money, number, product, products, REQUIRED, string } from './parts.ts';

const shelf = { list_id: string('Id of the list', '列表 ID'), category: string('Category of the list', '列表品类') };
const filtering = {
  filters: list('Filters in use: type and value', '使用的筛选：类型和值'),
  sorts: list('Orders in use: type and value', '使用的排序：类型和值'),
};
const promotion = {
  promotion_id: string('Id of the promotion', '促销 ID'),
  creative: string('Its creative', '促销素材'),
  name: string('Its name', '促销名称'),
  position: string('Where it stands', '展示位置'),
  decision_id: string('Decision that chose it', '选择它的决策 ID'),
};
const wishlist = { wishlist_id: string('Id of the wish list', '心愿单 ID'), wishlist_name: string('Its name', '心愿单名称') };
const share = {
  share_via: string('Through what', '分享方式'),
  share_message: string('What was written', '分享文案', { dataClass: 'personal' }),
  recipient: string('To whom', '接收人', { dataClass: 'personal' }),
};

export const browsing: readonly EventDefinition[] = [
  event('Products Searched', ['Searched for products', '搜索商品'], { query: string('Words', '搜索词', REQUIRED) }),
  event('Product List Viewed', ['Looked at a list or category', '浏览商品列表'], { ...shelf, ...products }),
  event('Product List Filtered', ['Filtered a list or category', '筛选商品列表'], { ...shelf, ...filtering, ...products }),
  event('Promotion Viewed', ['Saw a promotion', '看到促销'], promotion),
  event('Promotion Clicked', ['Clicked on a promotion', '点击促销'], promotion),
  event('Product Clicked', ['Clicked on a product', '点击商品'], product),
  event('Product Viewed', ['Looked at a product', '查看商品详情'], {
    ...product,
    currency,
    value: money('Value of the product', '商品价值'),
  }),
  event('Product Added to Wishlist', ['Put a product on the wish list', '加入心愿单'], { ...wishlist, ...product }),
  event('Product Removed from Wishlist', ['Took a product off the wish list', '移出心愿单'], { ...wishlist, ...product }),
  event('Wishlist Product Added to Cart', ['Put a product of the wish list into the cart', '心愿单商品加入购物车'], {
    ...wishlist,
    cart_id: string('Id of the cart', '购物车 ID'),
    ...product,
  }),
  event('Product Shared', ['Shared a product', '分享商品'], { ...share, ...product }),
  event('Cart Shared', ['Shared the cart', '分享购物车'], { ...share, cart_id: string('Id of the cart', '购物车 ID'), ...products }),
  event('Product Reviewed', ['Reviewed a product', '评价商品'], {
    product_id: string('Id of the product', '商品 ID', REQUIRED),
    review_id: string('Id of the review', '评价 ID'),
    review_body: string('Words of the review', '评价内容', { dataClass: 'personal' }),
    rating: number('Stars', '星级', { min: 0, max: 10 }),
  }),
];
