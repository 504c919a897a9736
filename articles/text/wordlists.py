"""Word lists that tell names, organisations and labels from ordinary words. All in simplified script.

Data only: compare with the folded form of what was printed. Imported by `names` and `credits`.
"""

from __future__ import annotations


def words(*lines: str) -> tuple[str, ...]:
    """The blank-separated words of some lines, so that long lists stay readable."""
    return tuple(word for line in lines for word in line.split())


SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦"
    "昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹"
    "姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐"
    "邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁"
    "荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武"
    "符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉"
    "宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满"
    "弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游"
    "竺权逯盖益桓公佟岳闫肖付邸苑迟仝冼覃操战侴初丛代笪但刀底典尕苟官呙过海虎揭矫晋来历练粱麦么母南盘朴漆"
    "亓青区帅税隋位仵鄢阳英由原占仉哈逢撒买涂"
)

COMPOUND_SURNAMES = frozenset(
    words(
        "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 宇文 长孙 夏侯 端木",
        "南宫 独孤 轩辕 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘",
        "司空 赫连 万俟 闻人 呼延 完颜 拓跋 纳兰 爱新 叶赫 那拉 司寇 子车 颛孙 巫马",
        "公西 漆雕 乐正 壤驷 公良 夹谷 宰父 谷梁 百里 东郭 南门 羊舌 微生 梁丘 左丘",
        "东门 西门 第五 贺兰 耶律 达奚 欧侯 哥舒 尔朱 张简 范姜 欧杨",
    )
)

# They stand behind 记者 or a role, begin like a surname, and are nobody's name.
NO_NAMES = frozenset(
    words(
        "手记 观察 调查 连线 札记 日记 之家 来信 来电 招募 名单 谢谢 推荐 直播 新闻",
        "点击 关注 从业 节日 路上 于是 关于 对话 专访 采访 视点 视角 热线 明白 全国",
        "国内 国际 方面 平台 高清 海外 海报 通知 和平 时间 时候 元旦 平安 计划 成都",
        "成立 万里 关系 相关 同期 同时 许多 任何 任务 应该 应对 经过 经济 能够 包括",
        "解释 解答 连续 都是 向前 向上",
    )
)

# How names of organisations end. One of a single character counts only behind two others.
ORGANISATION_ENDS = words(
    "社 报 网 台 局 部 委 办 院 馆 站 厅 署 会 司 校 中心 集团 公司 大学",
    "学院 学校 医院 融媒 传媒 媒体 日报 晚报 晨报 时报 电视台 工作室 编辑部",
    "宣传部 委员会 管委会 街道 政府 客户端 公众号 频道 新闻 发布 融媒体 视觉 资料",
    "受访者 受访单位 摄影家协会 协会",
)

# Labels of things that look like names and are not: 作者单位：大连大学, 联系人：张三.
NEVER_LABELS = words(
    "单位 时间 日期 地点 地址 电话 手机 邮箱 邮编 热线 网址 微信 微博 联系人",
    "联系方式 记者问 问 答 注 备注 据悉 提示 标题 题目 主题 引题 副题 编号 期号",
    "版面 栏目 专题 字数",
)

# “By Monday, …”, “By Then”: capitalised, and nobody.
NOT_ENGLISH_NAMES = frozenset(
    words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may",
        "june july august september october november december then now contrast default law design",
    )
)

# Labels that may touch the name behind them, the longest first: 责编张三. Words that copy uses as well are not here.
TOUCHING_LABELS = words(
    "责任编辑 美术编辑 网络编辑 视频剪辑 值班主编 总编辑 总监制 总统筹 总策划",
    "责编 美编 文编 编辑 校对 初审 复审 终审 一审 二审 三审 一校 二校 三校 审核 编审 审签 签发 统筹 监制 主编",
)
